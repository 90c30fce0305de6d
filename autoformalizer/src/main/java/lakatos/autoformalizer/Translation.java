package lakatos.autoformalizer;

import java.util.List;
import lakatos.leanbridge.Statement;

/** What the controlled language makes of a problem. */
public sealed interface Translation {

  /**
   * The problem is in the fragment.
   *
   * @param statement what is to be proved, in Lean
   * @param backTranslation the same in plain words, written from what was understood
   * @param assumptions what was added where the words leave something open, a sentence each
   */
  record Translated(Statement statement, String backTranslation, List<String> assumptions)
      implements Translation {
    public Translated {
      assumptions = List.copyOf(assumptions);
    }
  }

  /**
   * The problem is not in the fragment.
   *
   * @param phrase of the problem, on one line
   * @param position of its first character in the problem's text, from 0
   * @param sentence why, for people, without a full stop
   */
  record NotUnderstood(String phrase, int position, String sentence) implements Translation {}
}
