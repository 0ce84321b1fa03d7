package jenkins.model;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class GlobalConfiguration extends Descriptor<GlobalConfiguration>
    implements ExtensionPoint, Describable<GlobalConfiguration> {
  @SuppressWarnings("unchecked")
  protected GlobalConfiguration() {
    super(self());
  }

  @Override
  public final Descriptor<GlobalConfiguration> getDescriptor() {
    return this;
  }

  @Override
  public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
    req.bindJSON(this, json);
    return true;
  }
}
