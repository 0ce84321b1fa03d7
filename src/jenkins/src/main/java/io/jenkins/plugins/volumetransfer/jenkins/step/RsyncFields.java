package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.spec.RsyncOptions;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** How is copied. */
public abstract class RsyncFields extends OptionStep {

  public boolean isDelete() {
    return flag("delete", RsyncOptions.DEFAULT.deletes());
  }

  @DataBoundSetter
  public void setDelete(boolean delete) {
    give("delete", delete);
  }

  public Integer getMaxDelete() {
    return number("maxDelete");
  }

  @DataBoundSetter
  public void setMaxDelete(Integer maxDelete) {
    give("maxDelete", maxDelete);
  }

  public boolean isAcceptVanished() {
    return flag("acceptVanished", RsyncOptions.DEFAULT.acceptVanished());
  }

  @DataBoundSetter
  public void setAcceptVanished(boolean acceptVanished) {
    give("acceptVanished", acceptVanished);
  }

  public String getBandwidthLimit() {
    return text("bandwidthLimit");
  }

  @DataBoundSetter
  public void setBandwidthLimit(String bandwidthLimit) {
    give("bandwidthLimit", bandwidthLimit);
  }

  public List<String> getExcludes() {
    return texts("excludes");
  }

  /** As lines, for the form. */
  public String getExcludesLines() {
    return FormLines.text(getExcludes());
  }

  @DataBoundSetter
  public void setExcludes(List<String> excludes) {
    give("excludes", excludes);
  }

  public boolean isCompress() {
    return flag("compress", RsyncOptions.DEFAULT.compress());
  }

  @DataBoundSetter
  public void setCompress(boolean compress) {
    give("compress", compress);
  }

  public boolean isHardLinks() {
    return flag("hardLinks", RsyncOptions.DEFAULT.hardLinks());
  }

  @DataBoundSetter
  public void setHardLinks(boolean hardLinks) {
    give("hardLinks", hardLinks);
  }

  public boolean isAcls() {
    return flag("acls", RsyncOptions.DEFAULT.acls());
  }

  @DataBoundSetter
  public void setAcls(boolean acls) {
    give("acls", acls);
  }

  public boolean isXattrs() {
    return flag("xattrs", RsyncOptions.DEFAULT.xattrs());
  }

  @DataBoundSetter
  public void setXattrs(boolean xattrs) {
    give("xattrs", xattrs);
  }

  public boolean isSparse() {
    return flag("sparse", RsyncOptions.DEFAULT.sparse());
  }

  @DataBoundSetter
  public void setSparse(boolean sparse) {
    give("sparse", sparse);
  }

  public boolean isNumericIds() {
    return flag("numericIds", RsyncOptions.DEFAULT.numericIds());
  }

  @DataBoundSetter
  public void setNumericIds(boolean numericIds) {
    give("numericIds", numericIds);
  }

  public boolean isChecksum() {
    return flag("checksum", RsyncOptions.DEFAULT.checksum());
  }

  @DataBoundSetter
  public void setChecksum(boolean checksum) {
    give("checksum", checksum);
  }

  public boolean isVerify() {
    return flag("verify", false);
  }

  @DataBoundSetter
  public void setVerify(boolean verify) {
    give("verify", verify);
  }
}
