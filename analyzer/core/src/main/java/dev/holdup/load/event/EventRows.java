package dev.holdup.load.event;

/** All tables the readers fill; one set for each chunk, then one for the whole recording. */
public final class EventRows {
    public final WaitRows waits = new WaitRows();
    public final ActRows acts = new ActRows();
    public final TaskRows tasks = new TaskRows();
    public final VirtualRows virtuals = new VirtualRows();
    public final ParkedRows parked = new ParkedRows();
    public final LifeRows lives = new LifeRows();
    public final PauseRows pauses = new PauseRows();
    public final SampleRows samples = new SampleRows();
    public final RecordingFacts facts = new RecordingFacts();

    /**
     * Takes over the rows of a later chunk, which must not be used any more; {@code symbols}
     * translates its symbols.
     */
    public void takeAll(EventRows later, SymbolTranslation symbols) {
        waits.takeAll(later.waits, symbols);
        acts.takeAll(later.acts);
        tasks.takeAll(later.tasks, symbols);
        virtuals.takeAll(later.virtuals, symbols);
        parked.takeAll(later.parked, symbols);
        lives.takeAll(later.lives);
        pauses.takeAll(later.pauses, symbols);
        samples.takeAll(later.samples);
        facts.addAll(later.facts);
    }
}
