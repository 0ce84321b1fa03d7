package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.spec.RsyncOptions;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions.Flag;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** How is copied. */
public abstract class RsyncFields extends OptionStep {

  private boolean flag(Flag flag) {
    return given.get(flag.field().name(), RsyncOptions.DEFAULT.has(flag));
  }

  public boolean isDelete() {
    return given.get("delete", RsyncOptions.DEFAULT.deletes());
  }

  @DataBoundSetter
  public void setDelete(boolean delete) {
    given.put("delete", delete);
  }

  public Integer getMaxDelete() {
    return given.get("maxDelete", null);
  }

  @DataBoundSetter
  public void setMaxDelete(Integer maxDelete) {
    given.put("maxDelete", maxDelete);
  }

  public boolean isAcceptVanished() {
    return flag(Flag.ACCEPT_VANISHED);
  }

  @DataBoundSetter
  public void setAcceptVanished(boolean acceptVanished) {
    given.put("acceptVanished", acceptVanished);
  }

  public String getBandwidthLimit() {
    return given.get("bandwidthLimit", "");
  }

  @DataBoundSetter
  public void setBandwidthLimit(String bandwidthLimit) {
    given.put("bandwidthLimit", bandwidthLimit);
  }

  public List<String> getExcludes() {
    return given.get("excludes", List.of());
  }

  /** As lines, for the form. */
  public String getExcludesLines() {
    return FormLines.text(getExcludes());
  }

  @DataBoundSetter
  public void setExcludes(List<String> excludes) {
    given.put("excludes", excludes);
  }

  public boolean isCompress() {
    return flag(Flag.COMPRESS);
  }

  @DataBoundSetter
  public void setCompress(boolean compress) {
    given.put("compress", compress);
  }

  public boolean isHardLinks() {
    return flag(Flag.HARD_LINKS);
  }

  @DataBoundSetter
  public void setHardLinks(boolean hardLinks) {
    given.put("hardLinks", hardLinks);
  }

  public boolean isAcls() {
    return flag(Flag.ACLS);
  }

  @DataBoundSetter
  public void setAcls(boolean acls) {
    given.put("acls", acls);
  }

  public boolean isXattrs() {
    return flag(Flag.XATTRS);
  }

  @DataBoundSetter
  public void setXattrs(boolean xattrs) {
    given.put("xattrs", xattrs);
  }

  public boolean isSparse() {
    return flag(Flag.SPARSE);
  }

  @DataBoundSetter
  public void setSparse(boolean sparse) {
    given.put("sparse", sparse);
  }

  public boolean isNumericIds() {
    return flag(Flag.NUMERIC_IDS);
  }

  @DataBoundSetter
  public void setNumericIds(boolean numericIds) {
    given.put("numericIds", numericIds);
  }

  public boolean isChecksum() {
    return flag(Flag.CHECKSUM);
  }

  @DataBoundSetter
  public void setChecksum(boolean checksum) {
    given.put("checksum", checksum);
  }

  public boolean isVerify() {
    return given.get("verify", false);
  }

  @DataBoundSetter
  public void setVerify(boolean verify) {
    given.put("verify", verify);
  }
}
