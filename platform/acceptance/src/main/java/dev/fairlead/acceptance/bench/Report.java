package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.acceptance.Api;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The figures of one benchmark, as a table for people and as JSON for everything else. */
record Report(String name, Instant at, List<Figure> figures) {

  void print(PrintStream out) {
    out.printf("%n%-52s %12s  %-44s %7s  %s%n", name, "figure", "yardstick", "ratio", "target");
    for (Figure figure : figures) {
      out.printf(
          "  %-50s %12s  %-44s %7s  %s%n",
          figure.what(),
          number(figure.value()) + " " + figure.unit(),
          yardstick(figure),
          figure.ratio() == null ? "-" : String.format(Locale.ROOT, "%.2f", figure.ratio()),
          figure.target() == null ? "-" : figure.target());
    }
  }

  /** Writes {@code <name>.json}; answers where. */
  Path write(Path directory) throws IOException {
    ObjectNode json = Api.JSON.createObjectNode();
    json.put("name", name).put("at", at.toString());
    json.putObject("machine")
        .put("processors", Runtime.getRuntime().availableProcessors())
        .put("java", System.getProperty("java.version"))
        .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    var list = json.putArray("figures");
    for (Figure figure : figures) {
      ObjectNode entry = list.addObject();
      entry
          .put("what", figure.what())
          .put("value", figure.value())
          .put("unit", figure.unit())
          .put("ratio", figure.ratio())
          .put("target", figure.target());
      Figure.Yardstick yardstick = figure.yardstick();
      if (yardstick != null) {
        entry.putObject("yardstick").put("what", yardstick.what()).put("value", yardstick.value());
      }
    }
    Files.createDirectories(directory);
    Path file = directory.resolve(name + ".json");
    Api.JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
    return file;
  }

  private static String yardstick(Figure figure) {
    Figure.Yardstick yardstick = figure.yardstick();
    return yardstick == null
        ? "-"
        : yardstick.what() + ": " + number(yardstick.value()) + " " + figure.unit();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
