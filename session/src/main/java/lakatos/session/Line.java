package lakatos.session;

import java.time.Instant;

/**
 * A line of the journal.
 *
 * @param number from 1, without a gap
 * @param parent number of the entry that it follows, 0 for none
 */
public record Line(int number, int parent, Instant time, String author, Entry entry) {
  public Line {
    if (number < 1 || parent < 0 || parent >= number) {
      throw new IllegalArgumentException("entry " + number + " cannot follow entry " + parent);
    }
  }

  Stamp stamp() {
    return new Stamp(number, time, author);
  }
}
