package jenkins.authentication.tokens.api;

import com.cloudbees.plugins.credentials.Credentials;
import hudson.ExtensionPoint;

public abstract class AuthenticationTokenSource<T, C extends Credentials>
    implements ExtensionPoint {
  private final Class<T> tokenClass;
  private final Class<C> credentialsClass;

  protected AuthenticationTokenSource(Class<T> tokenClass, Class<C> credentialsClass) {
    this.tokenClass = tokenClass;
    this.credentialsClass = credentialsClass;
  }

  public abstract T convert(C credential) throws AuthenticationTokenException;

  final boolean fits(Class<?> wanted, Credentials credentials) {
    return wanted.isAssignableFrom(tokenClass) && credentialsClass.isInstance(credentials);
  }
}
