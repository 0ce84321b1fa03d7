package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.spec.RsyncOptions;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions.Flag;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** How is copied. */
public abstract class RsyncFields extends OptionStep {

  private boolean flag(Flag flag) {
    return flag(flag.field(), RsyncOptions.DEFAULT.has(flag));
  }

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
    return flag(Flag.ACCEPT_VANISHED);
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
    return flag(Flag.COMPRESS);
  }

  @DataBoundSetter
  public void setCompress(boolean compress) {
    give("compress", compress);
  }

  public boolean isHardLinks() {
    return flag(Flag.HARD_LINKS);
  }

  @DataBoundSetter
  public void setHardLinks(boolean hardLinks) {
    give("hardLinks", hardLinks);
  }

  public boolean isAcls() {
    return flag(Flag.ACLS);
  }

  @DataBoundSetter
  public void setAcls(boolean acls) {
    give("acls", acls);
  }

  public boolean isXattrs() {
    return flag(Flag.XATTRS);
  }

  @DataBoundSetter
  public void setXattrs(boolean xattrs) {
    give("xattrs", xattrs);
  }

  public boolean isSparse() {
    return flag(Flag.SPARSE);
  }

  @DataBoundSetter
  public void setSparse(boolean sparse) {
    give("sparse", sparse);
  }

  public boolean isNumericIds() {
    return flag(Flag.NUMERIC_IDS);
  }

  @DataBoundSetter
  public void setNumericIds(boolean numericIds) {
    give("numericIds", numericIds);
  }

  public boolean isChecksum() {
    return flag(Flag.CHECKSUM);
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
