package io.bytebucket.core.rebuild;

/** Hears how far a rebuild is, on the thread that does it. */
public interface RebuildListener {
  /** Something new begins. */
  void stage(Stage stage);

  /** So many more were done of what is counted in this stage. */
  void done(long more);

  /** What is done, one after the other. */
  enum Stage {
    /** Rows that read are taken over. */
    ROWS("rows taken over"),
    /** Blobs are asked what they are. */
    BLOBS("blobs read"),
    /** Those that no row names are looked at. */
    UNNAMED("blobs looked up"),
    /** Objects are made of them. */
    OBJECTS("objects made"),
    /** Parts are made of them. */
    PARTS("parts made"),
    /** All is checked, and put right. */
    CHECK("objects checked");

    private final String text;

    Stage(String text) {
      this.text = text;
    }

    /** What is counted, in a few words. */
    public String text() {
      return text;
    }
  }
}
