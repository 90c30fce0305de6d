package lakatos.service;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import java.util.Objects;

/** A call that is not served: a sentence for people, and a word for programs. */
final class Refusal {
  /** Who says the words. */
  static final String DOMAIN = "lakatos";

  private Refusal() {}

  /**
   * Makes what a client gets to see.
   *
   * @param reason a word that stays the same over versions, such as {@code TOKEN_EXPIRED}
   */
  static StatusException of(Status.Code code, String reason, String sentence) {
    ErrorInfo info = ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN).build();
    return StatusProto.toStatusException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(sentence)
            .addDetails(Any.pack(info))
            .build());
  }

  /** Ends a call with a refusal. */
  static void close(ServerCall<?, ?> call, StatusException refusal) {
    call.close(
        refusal.getStatus(), Objects.requireNonNullElseGet(refusal.getTrailers(), Metadata::new));
  }
}
