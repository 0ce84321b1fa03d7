package io.jenkins.plugins.volumetransfer.jenkins.check;

import io.jenkins.plugins.volumetransfer.jenkins.step.DestinationOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.SourceOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.VolumeOption;
import java.util.stream.Stream;

/** Steps as Pipelines write them. */
final class Steps {
  private Steps() {}

  /** Claims from one namespace to those of the same names in another. */
  static TransferVolumesStep copy(String kubeconfigId, String from, String to, String... claims) {
    SourceOption source = new SourceOption();
    source.kubeconfigId = kubeconfigId;
    source.namespace = from;
    DestinationOption destination = new DestinationOption();
    destination.namespace = to;
    TransferVolumesStep step = new TransferVolumesStep();
    step.source = source;
    step.destination = destination;
    step.volumes = Stream.of(claims).map(VolumeOption::new).toList();
    return step;
  }
}
