package io.jenkins.plugins.volumetransfer.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.volumetransfer.standin.CredentialStore;
import io.jenkins.plugins.volumetransfer.standin.Extensions;
import io.jenkins.plugins.volumetransfer.standin.Permissions;
import java.util.List;
import jenkins.authentication.tokens.api.AuthenticationTokenSource;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: the drop-downs offer what the job may use, to those who may see it, and nothing else. */
class CredentialItemsTest {
  private record File(String getId) implements FileCredentials {
    @Override
    public String getDescription() {
      return "";
    }
  }

  private record Token(String getId) implements StandardCredentials {
    @Override
    public String getDescription() {
      return "";
    }
  }

  private record Key(String getId) implements StandardCredentials {
    @Override
    public String getDescription() {
      return "";
    }
  }

  /** Only its types count for a drop-down: whoever converts the credential here is wrong. */
  private static final class TokenSource extends AuthenticationTokenSource<KubernetesAuth, Token> {
    TokenSource() {
      super(KubernetesAuth.class, Token.class);
    }

    @Override
    public KubernetesAuth convert(Token credential) {
      throw new UnsupportedOperationException("nobody connects");
    }
  }

  /** As {@link TokenSource}. */
  private static final class FileSource extends AuthenticationTokenSource<KubernetesAuth, File> {
    FileSource() {
      super(KubernetesAuth.class, File.class);
    }

    @Override
    public KubernetesAuth convert(File credential) {
      throw new UnsupportedOperationException("nobody connects");
    }
  }

  private final SourceOption.DescriptorImpl descriptor = new SourceOption.DescriptorImpl();
  private final Item job = FieldCheckTest.job();

  @BeforeEach
  void credentials() {
    Extensions.register(new TokenSource());
    Extensions.register(new FileSource());
    CredentialStore.add("", new File("shared-file"));
    CredentialStore.add("team", new File("team-file"));
    CredentialStore.add("others", new File("others-file"));
    CredentialStore.add("team", new Token("team-token"));
    CredentialStore.add("team", new Key("team-key"));
  }

  @AfterEach
  void forget() {
    CredentialStore.clear();
    Extensions.clear();
    Permissions.clear();
  }

  private static List<String> values(ListBoxModel items) {
    return items.stream().map(item -> item.value).toList();
  }

  @Test
  @DisplayName("kubeconfigs are secret files of Jenkins and of the job's folder")
  void kubeconfigs() {
    assertThat(values(descriptor.doFillKubeconfigIdItems(job, "")))
        .containsExactly("", "shared-file", "team-file");
  }

  @Test
  @DisplayName("other credentials are those that Kubernetes takes, without the files")
  void others() {
    assertThat(values(descriptor.doFillCredentialsIdItems(job, "")))
        .containsExactly("", "team-token");
  }

  @Test
  @DisplayName("a credential that is gone stays, so that saving the form does not lose it")
  void gone() {
    assertThat(values(descriptor.doFillKubeconfigIdItems(job, "gone")))
        .containsExactly("", "shared-file", "team-file", "gone");
  }

  @Test
  @DisplayName(
      "who may neither read the configuration nor use credentials sees only the current value")
  void permission() {
    Permissions.deny(Item.EXTENDED_READ);
    assertThat(values(descriptor.doFillKubeconfigIdItems(job, "gone"))).hasSize(4);
    Permissions.deny(CredentialsProvider.USE_ITEM);
    assertThat(values(descriptor.doFillKubeconfigIdItems(job, "team-file")))
        .containsExactly("team-file");
    assertThat(values(descriptor.doFillCredentialsIdItems(job, "x"))).containsExactly("x");
  }

  @Test
  @DisplayName("outside of a job only an administrator sees any, and only those of Jenkins itself")
  void outside() {
    assertThat(values(descriptor.doFillKubeconfigIdItems(null, "")))
        .containsExactly("", "shared-file");
    Permissions.deny(Jenkins.ADMINISTER);
    assertThat(values(descriptor.doFillKubeconfigIdItems(null, ""))).containsExactly("");
  }
}
