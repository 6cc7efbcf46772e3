package dev.fairlead.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes outside the terminal's process group, so that Ctrl-C reaches the supervisor
 * alone, which then stops everything in order. Both ways replace the starting program, so the
 * process id is that of the command.
 */
final class OwnGroup {

  private static final List<String> PREFIX = prefix();

  private OwnGroup() {}

  static List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(PREFIX);
    whole.addAll(command);
    return whole;
  }

  private static List<String> prefix() {
    for (String directory : List.of("/usr/bin", "/bin")) {
      Path setsid = Path.of(directory, "setsid");
      if (Files.isExecutable(setsid)) {
        return List.of(setsid.toString());
      }
    }
    // macOS has no setsid, but has Perl
    Path perl = Path.of("/usr/bin/perl");
    return Files.isExecutable(perl)
        ? List.of(perl.toString(), "-e", "setpgrp(0, 0); exec @ARGV or die $!")
        : List.of();
  }
}
