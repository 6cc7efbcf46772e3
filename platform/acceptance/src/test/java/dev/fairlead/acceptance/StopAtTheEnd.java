package dev.fairlead.acceptance;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Leaves no process behind, whether the tests passed, failed or were interrupted. */
public final class StopAtTheEnd implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Runtime.getRuntime().addShutdownHook(new Thread(TheInstallation::stop));
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    TheInstallation.stop();
  }
}
