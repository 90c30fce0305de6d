package lakatos.service;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.List;
import java.util.Optional;

/**
 * Refuses requests with fields or values that this server's protocol does not have, wherever they
 * are in the message: a client newer than the server would get an answer to half its question.
 *
 * <p>The code is {@code FAILED_PRECONDITION}: nothing is wrong with the request, which a newer
 * server would take as it is, and sending it again helps only once there is one.
 */
final class KnownFields implements ServerInterceptor {

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (MethodRoles.isOpen(call.getMethodDescriptor())) {
      return next.startCall(call, headers);
    }
    return RefusableCall.start(call, headers, next, KnownFields::look, answer -> {});
  }

  private static void look(Object request) throws StatusException {
    Optional<String> stranger = request instanceof Message m ? stranger(m) : Optional.empty();
    if (stranger.isPresent()) {
      throw Refusal.of(
          Status.Code.FAILED_PRECONDITION,
          "NEWER_SCHEMA",
          "the request has what this server does not know ("
              + stranger.get()
              + "); the client is newer than the server");
    }
  }

  /** Returns the first thing in a message that is not in its schema. Looks at no text. */
  static Optional<String> stranger(Message message) {
    var unknown = message.getUnknownFields().asMap();
    if (!unknown.isEmpty()) {
      int number = unknown.keySet().iterator().next();
      return Optional.of("field " + number + " of " + message.getDescriptorForType().getFullName());
    }
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      Optional<String> within = within(message, field);
      if (within.isPresent()) {
        return within;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> within(Message message, FieldDescriptor field) {
    boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (!isMessage && field.getJavaType() != FieldDescriptor.JavaType.ENUM) {
      return Optional.empty();
    }
    if (!field.isRepeated()) {
      return isMessage && !message.hasField(field)
          ? Optional.empty()
          : ofValue(message.getField(field));
    }
    for (Object value : (List<?>) message.getField(field)) {
      Optional<String> within = ofValue(value);
      if (within.isPresent()) {
        return within;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofValue(Object value) {
    if (value instanceof EnumValueDescriptor constant) {
      // a number without a name has no place in the list of names
      return constant.getIndex() >= 0
          ? Optional.empty()
          : Optional.of(
              "value " + constant.getNumber() + " of " + constant.getType().getFullName());
    }
    return stranger((Message) value);
  }
}
