package dev.holdup.load.event;

/** All tables the readers fill; one set for each chunk, then one for the whole recording. */
public final class EventRows {
    public final WaitRows waits = new WaitRows();
    public final ActRows acts = new ActRows();
    public final TaskRows tasks = new TaskRows();
    public final VirtualRows virtuals = new VirtualRows();
    public final LifeRows lives = new LifeRows();
    public final PauseRows pauses = new PauseRows();
    public final SampleRows samples = new SampleRows();
    public final RecordingFacts facts = new RecordingFacts();

    /** Adds the rows of a later chunk, whose symbols {@code symbols} translates. */
    public void addAll(EventRows later, SymbolTranslation symbols) {
        waits.addAll(later.waits, symbols);
        acts.addAll(later.acts);
        tasks.addAll(later.tasks, symbols);
        virtuals.addAll(later.virtuals, symbols);
        lives.addAll(later.lives);
        pauses.addAll(later.pauses, symbols);
        samples.addAll(later.samples);
        facts.addAll(later.facts);
    }
}
