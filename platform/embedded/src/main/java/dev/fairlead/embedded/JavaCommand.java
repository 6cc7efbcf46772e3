package dev.fairlead.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for the JVMs of an installation: small heaps, one collector, shared classes. */
final class JavaCommand {

  /** How long a JVM is meant to run decides how much is worth optimising. */
  enum Life {
    /** Starts fast and stays so: the quick compiler only. */
    SHORT,
    /** Optimises fully, but only what is really hot: start-up is not the time for it. */
    LONG,
    /** Optimises fully and as soon as the JDK would. */
    BUSY
  }

  /** Ten times the JDK's defaults; they save a third of the processor time of a broker's start. */
  private static final List<String> PATIENT_COMPILER =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  /**
   * Where processors are scarce, a process of this niceness gets about a tenth of another's time.
   * Linux shares them first among sessions, each of which is a group of its own with a niceness of
   * its own, and only then among the processes of one: without the first line niceness does nothing
   * between processes that stand in sessions of their own. The kernel lets a plain user set it ten
   * times a second, over all processes.
   */
  private static final String YIELD =
      """
      for i in 1 2 3 4 5 6 7 8 9; do
        { [ -w /proc/self/autogroup ] && ! echo 10 >/proc/self/autogroup; } 2>/dev/null || break
        sleep 0.1
      done
      exec nice -n 10 "$@"
      """;

  private final List<String> command = new ArrayList<>();
  private boolean yielding;

  private JavaCommand(int heapMegabytes) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xms64m");
    command.add("-Xmx" + heapMegabytes + "m");
    // most objects live as long as one batch of events: room for several spares copying them
    command.add("-Xmn" + Math.min(48, heapMegabytes / 4) + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:MaxMetaspaceSize=192m");
    command.add("-XX:ReservedCodeCacheSize=64m");
    command.add("-XX:-UsePerfData");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Djava.awt.headless=true");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Duser.timezone=UTC");
  }

  /** A JVM with at most so much heap. */
  static JavaCommand withHeap(int megabytes) {
    return new JavaCommand(megabytes);
  }

  /** Meant to run so long. */
  JavaCommand living(Life life) {
    switch (life) {
      case SHORT -> command.add("-XX:TieredStopAtLevel=1");
      case LONG -> command.addAll(PATIENT_COMPILER);
      case BUSY -> {
        // the JDK's own thresholds
      }
    }
    return this;
  }

  /**
   * Keeps an archive of the classes that one run has loaded and verified, for the next start. It is
   * written when the process ends in order, so it is of no use to one that is killed.
   */
  JavaCommand sharing(Path archive) {
    command.add("-XX:+AutoCreateSharedArchive");
    command.add("-XX:SharedArchiveFile=" + archive);
    command.add("-Xlog:cds=off");
    command.add("-Xlog:cds+dynamic=off");
    return this;
  }

  /** Lets the process be recognised later as one of this home's. */
  JavaCommand markedWith(Home home) {
    command.add(1, "-Dfairlead.home=" + home.root());
    return this;
  }

  /** Lets others go first where processors are scarce. */
  JavaCommand yielding() {
    yielding = true;
    return this;
  }

  private List<String> finished() {
    List<String> whole =
        new ArrayList<>(yielding ? List.of("/bin/sh", "-c", YIELD, "sh") : List.of());
    whole.addAll(command);
    return whole;
  }

  /** The finished command line that runs a class of this platform's own class path. */
  List<String> main(String mainClass, String... arguments) {
    command.add("-cp");
    command.add(Checkout.classPath());
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return finished();
  }

  /** Takes classes from an archive that was made earlier; without one that fits, from the jars. */
  JavaCommand archived(Path archive) {
    command.add("-XX:SharedArchiveFile=" + archive);
    return this;
  }

  /** The finished command line that runs an executable jar. */
  List<String> jar(Path jar) {
    command.add("-jar");
    command.add(jar.toString());
    return finished();
  }

  /** The finished command line that runs a Quarkus application from a flat class path. */
  List<String> quarkus(String classPath) {
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-cp");
    command.add(classPath);
    command.add("io.quarkus.runner.GeneratedMain");
    return finished();
  }
}
