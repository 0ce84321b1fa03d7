package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Item;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Who may ask what a form asks while it is filled in: names of credentials are told to few. */
final class FormPermission {
  private FormPermission() {}

  /**
   * @param item whose form it is; empty: the form belongs to none
   */
  static boolean granted(Optional<Item> item) {
    return item.map(
            of ->
                of.hasPermission(Item.EXTENDED_READ)
                    || of.hasPermission(CredentialsProvider.USE_ITEM))
        .orElseGet(() -> Jenkins.get().hasPermission(Jenkins.ADMINISTER));
  }
}
