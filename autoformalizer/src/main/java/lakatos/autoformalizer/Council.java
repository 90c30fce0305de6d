package lakatos.autoformalizer;

import java.util.List;
import java.util.Optional;

/**
 * Models that judge statements. Each answers by itself first; then it reads the others' answers,
 * without names and in no order, and answers again; then the chair decides. One member alone
 * decides by its only answer.
 *
 * @param members may be none: then nobody judges
 * @param chair empty for the first member
 */
public record Council(List<Judge> members, Optional<Judge> chair) {
  /** Nobody. */
  public static final Council NONE = new Council(List.of(), Optional.empty());

  public Council {
    members = List.copyOf(members);
    if (members.isEmpty() && chair.isPresent()) {
      throw new IllegalArgumentException("a council with a chair needs a member");
    }
  }

  /** Who decides; nobody if there is but one opinion. */
  Optional<Judge> presiding() {
    return chair.or(() -> members.size() > 1 ? Optional.of(members.get(0)) : Optional.empty());
  }
}
