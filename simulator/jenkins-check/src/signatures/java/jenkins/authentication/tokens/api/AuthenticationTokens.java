package jenkins.authentication.tokens.api;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsMatcher;
import hudson.ExtensionList;

public final class AuthenticationTokens {
  private AuthenticationTokens() {}

  @SuppressWarnings("unchecked")
  public static <T> CredentialsMatcher matcher(Class<T> tokenClass) {
    return item ->
        ExtensionList.lookup(AuthenticationTokenSource.class).stream()
            .anyMatch(source -> source.fits(tokenClass, item));
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  public static <T, C extends Credentials> T convert(Class<T> type, C credentials) {
    for (AuthenticationTokenSource source : ExtensionList.lookup(AuthenticationTokenSource.class)) {
      if (source.fits(type, credentials)) {
        try {
          return type.cast(source.convert(credentials));
        } catch (AuthenticationTokenException e) {
          // The next one may.
        }
      }
    }
    return null;
  }
}
