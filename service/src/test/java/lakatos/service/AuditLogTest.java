package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

final class AuditLogTest {
  @TempDir Path folder;

  private static ObjectNode line(int number) {
    return JsonNodeFactory.instance.objectNode().put("line", number);
  }

  @Test
  void add_toAFileWithLines_appendsAndOnlyItsOwnerReadsIt() throws IOException {
    Path file = folder.resolve("audit.jsonl");
    try (AuditLog log = new AuditLog(file)) {
      log.add(line(1));
    }
    try (AuditLog log = new AuditLog(file)) {
      log.add(line(2));
    }
    assertThat(file).hasContent("{\"line\":1}\n{\"line\":2}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void add_fromManyThreads_mixesNoLines() throws IOException {
    Path file = folder.resolve("audit.jsonl");
    try (AuditLog log = new AuditLog(file)) {
      IntStream.range(0, 500).parallel().forEach(i -> log.add(line(i)));
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 500).mapToObj(i -> line(i).toString()).toList());
  }

  @Test
  void add_afterTheFileWasMovedAway_beginsANewOne() throws IOException {
    Path file = folder.resolve("audit.jsonl");
    Path old = folder.resolve("audit.jsonl.1");
    try (AuditLog log = new AuditLog(file)) {
      log.add(line(1));
      Files.move(file, old);
      log.add(line(2));
      log.add(line(3));
    }
    assertThat(old).hasContent("{\"line\":1}\n");
    assertThat(file).hasContent("{\"line\":2}\n{\"line\":3}\n");
  }

  @Test
  void add_afterTheFileWasReplaced_goesToTheNewOne() throws IOException {
    Path file = folder.resolve("audit.jsonl");
    try (AuditLog log = new AuditLog(file)) {
      Files.move(file, folder.resolve("audit.jsonl.1"));
      Files.createFile(file);
      log.add(line(1));
    }
    assertThat(file).hasContent("{\"line\":1}\n");
  }

  @Test
  void add_afterTheFolderWasDeleted_isLoggedOnceAndGoesOnWhenItIsBack() throws IOException {
    Path file = Files.createDirectory(folder.resolve("logs")).resolve("audit.jsonl");
    try (CapturedLog captured = CapturedLog.usual();
        AuditLog log = new AuditLog(file)) {
      Files.delete(file);
      Files.delete(file.getParent());
      log.add(line(1));
      log.add(line(2));
      assertThat(captured.lines()).singleElement().asString().contains("cannot write", "go on");
      Files.createDirectory(file.getParent());
      log.add(line(3));
      assertThat(captured.lines()).hasSize(2).last().asString().contains("lines are missing");
      assertThat(Files.readString(file).lines().filter(l -> !l.isEmpty()))
          .containsExactly("{\"line\":3}");
    }
  }

  static boolean hasAFullDisk() {
    return Files.isWritable(Path.of("/dev/full"));
  }

  @Test
  @EnabledIf("hasAFullDisk")
  void add_toAFullDisk_isLoggedOnce() throws IOException {
    Path file = Path.of("/dev/full");
    try (CapturedLog captured = CapturedLog.usual();
        AuditLog log = new AuditLog(file)) {
      log.add(line(1));
      log.add(line(2));
      assertThat(captured.lines()).singleElement().asString().contains("cannot write");
    }
  }

  @Test
  void add_afterItIsClosed_writesNothing() {
    Path file = folder.resolve("audit.jsonl");
    AuditLog log = new AuditLog(file);
    log.close();
    log.add(line(1));
    assertThat(file).isEmptyFile();
  }

  @Test
  void open_whereNothingCanBeWritten_isRefused() {
    Path file = folder.resolve("nowhere/audit.jsonl");
    assertThatThrownBy(() -> new AuditLog(file))
        .isInstanceOf(ServiceException.class)
        .hasMessageStartingWith("cannot write the audit log to " + file);
  }
}
