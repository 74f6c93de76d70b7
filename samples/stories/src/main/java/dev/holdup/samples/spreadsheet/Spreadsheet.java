package dev.holdup.samples.spreadsheet;

import dev.holdup.samples.PrintsToConsole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A spreadsheet at work for six seconds: a user types a cell every 40 ms, the thread "ui" takes
 * each keystroke and must answer at once, two "recalc" threads compute what depends on the cell,
 * and every second the document is saved and forced to the device.
 *
 * <pre>
 *   Spreadsheet (blocking | background) folder
 * </pre>
 *
 * <p>What to look for: with {@code blocking} the autosave runs on "ui", as a timer of a user
 * interface does: keystrokes pile up behind {@code file.force} in {@link Document#save}. With
 * {@code background} a thread "autosave" saves a copy; it spends the same time in {@code
 * file.force}, and nobody waits for it. The program prints how long keystrokes took.
 */
@PrintsToConsole
public final class Spreadsheet {
    private static final long TYPING_SECONDS = 6;
    private static final long KEY_MILLIS = 40;
    private static final long SAVE_MILLIS = 1_000;

    private final Document document = new Document();
    private final Keystrokes keystrokes = new Keystrokes();
    private final ExecutorService ui = Executors.newSingleThreadExecutor(w -> new Thread(w, "ui"));
    private final ScheduledExecutorService user =
            Executors.newSingleThreadScheduledExecutor(w -> new Thread(w, "user"));
    private final ScheduledExecutorService autosave =
            Executors.newSingleThreadScheduledExecutor(w -> new Thread(w, "autosave"));
    private final Recalculation recalculation = new Recalculation(document);

    private final boolean saveOnUi;
    private final Path file;

    private Spreadsheet(boolean saveOnUi, Path file) {
        this.saveOnUi = saveOnUi;
        this.file = file;
    }

    /** Exit status 2 means wrong usage. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !(args[0].equals("blocking") || args[0].equals("background"))) {
            System.err.println(
                    "usage: Spreadsheet (blocking | background) folder, found "
                            + Arrays.asList(args));
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        new Spreadsheet(args[0].equals("blocking"), Files.createTempFile(folder, "sheet", ".tmp"))
                .open();
    }

    /** Starts the threads; the one that calls is not needed any more and waits for nobody. */
    private void open() {
        ScheduledFuture<?> typing =
                user.scheduleAtFixedRate(this::type, 0, KEY_MILLIS, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> saving =
                autosave.scheduleAtFixedRate(
                        this::save, SAVE_MILLIS / 2, SAVE_MILLIS, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> unused =
                user.schedule(() -> close(typing, saving), TYPING_SECONDS, TimeUnit.SECONDS);
    }

    /** The last save and the last keystroke are done before what is handed over here. */
    private void close(ScheduledFuture<?> typing, ScheduledFuture<?> saving) {
        typing.cancel(false);
        saving.cancel(false);
        user.shutdown();
        autosave.execute(() -> ui.execute(this::closeOnUi));
        autosave.shutdown();
    }

    private void closeOnUi() {
        recalculation.stop();
        ui.shutdown();
        System.out.println((saveOnUi ? "blocking: " : "background: ") + keystrokes.summary());
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void type() {
        long typedNanoTime = System.nanoTime();
        ui.execute(() -> {
            int cell = document.type();
            recalculation.of(cell);
            keystrokes.answered(System.nanoTime() - typedNanoTime);
        });
    }

    private void save() {
        if (saveOnUi) {
            ui.execute(this::saveNow);
        } else {
            saveNow();
        }
    }

    private void saveNow() {
        try {
            document.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException("autosave", e);
        }
    }
}
