package lakatos.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.Context;
import java.util.Optional;
import lakatos.v1.Job;
import lakatos.v1.SubmitRequest;

/**
 * What is known of one call that may have to be told; grows while the call goes on. Thread-safe.
 */
final class AuditEntry {
  static final Context.Key<AuditEntry> KEY = Context.key("lakatos-audit");

  /** Texts of a caller's own are cut off there: it may call them what it likes. */
  private static final int LONGEST = 200;

  @GuardedBy("this")
  private final ObjectNode told = JsonNodeFactory.instance.objectNode();

  /** Returns the entry of the call that this thread works for, if somebody will read it. */
  static Optional<AuditEntry> ofCall() {
    return Optional.ofNullable(KEY.get());
  }

  void caller(String name) {
    put("caller", name);
  }

  /** Picks out of a request or an answer which job it is about, and the client's key for it. */
  void message(Object message) {
    if (message instanceof SubmitRequest submission && submission.hasSpec()) {
      put("client_key", submission.getSpec().getClientKey());
    }
    if (message instanceof Message m) {
      put("job", job(m));
    }
  }

  /** By name: whatever has a field {@code job} is about that job. */
  private static String job(Message message) {
    if (message instanceof Job job) {
      return job.getId();
    }
    FieldDescriptor field = message.getDescriptorForType().findFieldByName("job");
    if (field == null) {
      return "";
    }
    Object value = message.getField(field);
    return value instanceof Job job ? job.getId() : value instanceof String id ? id : "";
  }

  synchronized void put(String field, String value) {
    if (!value.isEmpty()) {
      told.put(field, value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value);
    }
  }

  synchronized void put(String field, long value) {
    told.put(field, value);
  }

  /** Returns what is known so far. */
  synchronized ObjectNode json() {
    return told.deepCopy();
  }
}
