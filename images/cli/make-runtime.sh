#!/usr/bin/env bash
# Makes a Java of just what the command line uses, and with it the archive of classes that lets it start quickly. Both
# fit only each other and the processor that they are made on. Needs a JDK, and what `volume-transfer demo` needs.
#
#   make-runtime.sh INSTALLATION SIMULATOR RUNTIME
#
# INSTALLATION: the directory with bin/ and lib/; SIMULATOR: the same with the simulator, which has a cluster to copy
# on; RUNTIME: a directory to make.
set -o errexit -o nounset -o pipefail

# By jdeps; jdk.crypto.ec and the security modules are found at run time only, for TLS.
readonly MODULES=java.base,java.compiler,java.desktop,java.logging,java.management,java.naming,java.scripting,java.sql,java.xml,java.security.jgss,java.security.sasl,jdk.crypto.ec,jdk.unsupported

readonly installation=$1 simulator=$2 runtime=$3
readonly archive=$installation/lib/volume-transfer.jsa
readonly options=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable)

# As the launcher names them.
readonly jars=/proc/self/fd/9
exec 9<"$installation/lib"

run() {
  "$runtime/bin/java" "${options[@]}" "$@"
}

jlink --add-modules "$MODULES" --strip-debug --no-man-pages --no-header-files --compress=1 --output "$runtime"
# A whole transfer, so that the archive has all classes that one needs: cluster, certificates, watches, progress.
# Those of the simulator are not found in the installation, and left out.
classes=$(mktemp)
run -XX:DumpLoadedClassList="$classes" -jar "$simulator/lib/volume-transfer-cli.jar" \
  demo --small-files=1000 --big-file=1 --progress=lines
rm --force "$archive"
run -Xshare:dump -XX:SharedClassListFile="$classes" -XX:SharedArchiveFile="$archive" \
  -cp "$jars/volume-transfer-cli.jar" >/dev/null
rm "$classes"
# Fails where the archive can't be used, which would else only be slow.
run -Xshare:on -XX:SharedArchiveFile="$archive" -jar "$jars/volume-transfer-cli.jar" --version
