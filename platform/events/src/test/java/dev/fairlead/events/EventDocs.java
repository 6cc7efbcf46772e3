package dev.fairlead.events;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Javadoc of the event records as plain text: descriptions are written once, in the code. */
final class EventDocs {

  private static final Path SOURCES =
      Approved.path("platform/events/src/main/java/dev/fairlead/events");

  private final Map<String, String> texts = new HashMap<>();

  private EventDocs() {}

  static EventDocs read() throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
    EventDocs docs = new EventDocs();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources =
          Approved.names(SOURCES).stream()
              .filter(name -> name.endsWith(".java"))
              .map(SOURCES::resolve)
              .toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      DocTrees trees = DocTrees.instance(task);
      task.parse().forEach(unit -> docs.new Collector(trees).scan(unit, null));
    }
    return docs;
  }

  /** What is said of a record. */
  Optional<String> of(Class<?> record) {
    return Optional.ofNullable(texts.get(nested(record)));
  }

  /** What is said of one of its components. */
  Optional<String> of(Class<?> record, String component) {
    return Optional.ofNullable(texts.get(nested(record) + '#' + component));
  }

  private static String nested(Class<?> type) {
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String plain(List<? extends DocTree> content) {
    String text = content.stream().map(EventDocs::plain).collect(Collectors.joining());
    return text.replaceAll("\\s+", " ").strip();
  }

  private static String plain(DocTree tree) {
    return switch (tree) {
      case TextTree text -> text.getBody();
      case LiteralTree literal -> literal.getBody().getBody();
      case LinkTree link -> link.getReference().getSignature();
      case EntityTree entity -> entity.getName().contentEquals("gt") ? ">" : entity.toString();
      default -> "";
    };
  }

  private final class Collector extends TreePathScanner<Void, String> {
    private final DocTrees trees;

    Collector(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, String outer) {
      String name =
          outer == null ? type.getSimpleName().toString() : outer + '$' + type.getSimpleName();
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null && type.getKind() == Tree.Kind.RECORD) {
        texts.put(name, plain(comment.getFullBody()));
        comment.getBlockTags().forEach(tag -> component(name, tag));
      }
      return super.visitClass(type, name);
    }

    private void component(String record, DocTree tag) {
      if (tag instanceof ParamTree param) {
        texts.put(record + '#' + param.getName(), plain(param.getDescription()));
      }
    }
  }
}
