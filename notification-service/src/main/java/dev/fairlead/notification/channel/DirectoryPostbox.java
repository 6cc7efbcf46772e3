package dev.fairlead.notification.channel;

import dev.fairlead.notification.domain.Obstacle;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.file.FileSystem;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import java.nio.file.Path;

/** Mails as {@code <id>.eml} files; a file is there whole or not at all, and once. */
final class DirectoryPostbox implements Postbox {

  private static final CopyOptions REPLACE =
      new CopyOptions().setAtomicMove(true).setReplaceExisting(true);

  private final FileSystem files;
  private final Path directory;

  DirectoryPostbox(Vertx vertx, Path directory) {
    this.files = vertx.fileSystem();
    this.directory = directory;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public Uni<Void> post(Mail mail) {
    String part = directory.resolve(mail.id() + ".part").toString();
    String whole = directory.resolve(mail.id() + ".eml").toString();
    return Uni.createFrom()
        .completionStage(
            () ->
                files
                    .mkdirs(directory.toString())
                    .compose(made -> files.writeFile(part, content(mail)))
                    .compose(written -> files.move(part, whole, REPLACE))
                    .toCompletionStage())
        .onFailure()
        .transform(failure -> new Undelivered(Obstacle.FAULT));
  }

  private static Buffer content(Mail mail) {
    return Buffer.buffer(new MailEncoder(mail.message(), "localhost").encode());
  }
}
