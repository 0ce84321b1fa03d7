package io.jenkins.plugins.volumetransfer.spec;

import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that say what is copied, and which claims are made. */
final class VolumeFields {
  private static final FieldSection VOLUME = new FieldSection("Volume:");

  static final SpecField<Optional<String>> FROM =
      VOLUME.add(
          SpecField.of(
                  "from",
                  new FieldType.Text("CLAIM", TextRule.ANY),
                  "Source claim",
                  "Source claim: CLAIM or NAMESPACE/CLAIM.")
              .otherwise("required"));
  static final SpecField<Optional<String>> FROM_PATH =
      VOLUME.add(
          SpecField.of(
                  "fromPath",
                  new FieldType.Text("PATH", TextRule.ANY),
                  "Directory in it",
                  "Directory in the source claim, relative, without `.` and `..`.")
              .otherwise("the claim's root"));
  static final SpecField<Optional<String>> TO =
      VOLUME.add(
          SpecField.of(
                  "to",
                  new FieldType.Text("CLAIM", TextRule.ANY),
                  "Destination claim",
                  "Destination claim: CLAIM or NAMESPACE/CLAIM.")
              .otherwise("the claim of the same name"));
  static final SpecField<Optional<String>> TO_PATH =
      VOLUME.add(
          SpecField.of(
                  "toPath",
                  new FieldType.Text("PATH", TextRule.ANY),
                  "Directory in it",
                  "Directory in the destination claim; made if missing.")
              .otherwise("the claim's root"));

  static final SpecField<Optional<Fields>> NEW_CLAIM =
      VOLUME.add(
          SpecField.of(
                  "newClaim",
                  new FieldType.Mapping(NewClaimFields.SECTION),
                  "If it is made",
                  "The same as `newClaims`, above which it stands, for this destination alone.")
              .chapter("new-claims"));

  static final FieldSection SECTION = new FieldSection("What to copy:");

  static final SpecField<Optional<Fields>> SOURCE =
      SECTION.add(
          SpecField.of(
                  "source",
                  new FieldType.Mapping(SideFields.SOURCE),
                  "Source",
                  "Where from: the cluster and the namespace.")
              .chapter("source-and-destination"));
  static final SpecField<Optional<Fields>> DESTINATION =
      SECTION.add(
          SpecField.of(
                  "destination",
                  new FieldType.Mapping(SideFields.DESTINATION),
                  "Destination",
                  "Where to: the cluster and the namespace.")
              .chapter("source-and-destination"));
  static final SpecField<List<Fields>> VOLUMES =
      SECTION.add(
          SpecField.of(
                  "volumes",
                  new FieldType.Mappings(VOLUME),
                  "Volumes",
                  "Claims that are copied, each with its destination.")
              .otherwise("required, but with `all`")
              .chapter("volumes")
              .notOn(Face.COMMAND_LINE, "a pair of flags makes an entry")
              .notOn(Face.TEKTON, "a pair of params makes an entry"));
  static final SpecField<Boolean> ALL =
      SECTION.add(
          SpecField.of(
                  "all",
                  new FieldType.Flag(false),
                  "All claims of the source namespace, instead of those above",
                  "All claims of {source.namespace}, to those of the same names in"
                      + " {destination.namespace}.")
              .chapter("volumes"));
  static final SpecField<Optional<String>> SELECTOR =
      SECTION.add(
          SpecField.of(
                  "selector",
                  new FieldType.Text("LABELS", WholeNamespaceReader::selector),
                  "Label selector of the claims",
                  "With {all}: only claims with these labels, such as `app=web,tier!=cache`.")
              .otherwise("all claims"));
  static final SpecField<List<String>> EXCLUDE_CLAIMS =
      SECTION.add(
          SpecField.of(
                  "excludeClaims",
                  new FieldType.Texts("NAME", WholeNamespaceReader::glob),
                  "Claims to leave out",
                  "With {all}: leave out this claim, or all that match, such as `cache-*`.")
              .otherwise("none")
              .flags("--exclude-claim"));

  static final SpecField<Optional<String>> SOURCE_STORAGE_CLASS =
      SECTION.add(
          SpecField.of(
                  "sourceStorageClass",
                  new FieldType.Text("NAME", VolumeFields::storageClass),
                  "Storage class of the claims",
                  "With {all}: only claims of this storage class.")
              .otherwise("any"));
  static final SpecField<Optional<String>> WORKLOAD =
      SECTION.add(
          SpecField.of(
                  "workload",
                  new FieldType.Text("KIND/NAME", Workload::read),
                  "Workload that uses the claims",
                  "With {all}: only claims that this workload uses, such as"
                      + " `statefulset/postgresql`.")
              .otherwise("any"));

  static final SpecField<Boolean> CREATE =
      SECTION.add(
          SpecField.of(
                  "create",
                  new FieldType.Flag(false),
                  "Make the destination claims that are missing",
                  "Make the destination claims that are missing, like their sources. They stay.")
              .chapter("new-claims"));
  static final SpecField<Optional<String>> STORAGE_CLASS =
      SECTION.add(
          SpecField.of(
                  "storageClass",
                  new FieldType.Text("NAME", VolumeFields::storageClass),
                  "Storage class of claims that are made",
                  "Storage class of the claims that {create} makes.")
              .otherwise("that of the source"));
  static final SpecField<Map<String, String>> STORAGE_CLASSES =
      SECTION.add(
          SpecField.of(
                  "storageClasses",
                  new FieldType.TextMap("CLASS", "NAME", VolumeFields::storageClass),
                  "Storage classes by those of the source",
                  "Storage class of the claims that {create} makes, by the class of their source.")
              .otherwise("none")
              .flags("--storage-classes"));
  static final SpecField<Optional<Fields>> NEW_CLAIMS =
      SECTION.add(
          SpecField.of(
                  "newClaims",
                  new FieldType.Mapping(NewClaimFields.SECTION),
                  "What claims that are made get",
                  "What the claims that {create} makes have otherwise than their sources.")
              .chapter("new-claims"));
  static final SpecField<Boolean> ALLOW_IN_USE =
      SECTION.add(
          SpecField.of(
                  "allowInUse",
                  new FieldType.Flag(false),
                  "Write to claims that pods use",
                  "Write to destination claims that pods use.")
              .more(
                  "What the application does meanwhile is not copied. Never to a ReadWriteOncePod"
                      + " claim in use."));

  static final SpecField<Boolean> SOURCE_READ_WRITE =
      SECTION.add(
          SpecField.of(
                  "sourceReadWrite",
                  new FieldType.Flag(false),
                  "Mount the source claims read-write",
                  "Let the node mount the source claims read-write, for drivers and journals that"
                      + " can't be mounted read-only.")
              .more("The containers still mount them read-only."));

  private VolumeFields() {}

  private static void storageClass(String path, String name) {
    if (!ObjectName.isSubdomain(name)) {
      throw new SpecException(
          path,
          "\"" + name + "\" can't be a storage class (lower-case letters, digits, `-` and `.`)");
    }
  }
}
