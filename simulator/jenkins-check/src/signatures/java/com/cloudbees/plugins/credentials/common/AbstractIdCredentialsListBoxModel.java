package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.volumetransfer.standin.CredentialStore;
import java.util.List;
import org.springframework.security.core.Authentication;

public abstract class AbstractIdCredentialsListBoxModel<
        T extends AbstractIdCredentialsListBoxModel<T, C>, C extends IdCredentials>
    extends ListBoxModel {

  public AbstractIdCredentialsListBoxModel<T, C> includeEmptyValue() {
    add(0, new Option("- none -", ""));
    return this;
  }

  public AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
      Authentication authentication,
      Item context,
      Class<? extends C> type,
      List<DomainRequirement> domainRequirements,
      CredentialsMatcher matcher) {
    CredentialStore.of(context, type).stream()
        .filter(matcher::matches)
        .forEach(each -> add(each.getId(), each.getId()));
    return this;
  }

  public AbstractIdCredentialsListBoxModel<T, C> includeCurrentValue(String value) {
    if (stream().noneMatch(option -> option.value.equals(value))) {
      add("- current -", value);
    }
    return this;
  }
}
