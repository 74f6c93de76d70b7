package dev.holdup.samples.spreadsheet;

import dev.holdup.samples.PrintsToConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
    private final Recalculation recalculation = new Recalculation(document);

    private Spreadsheet() {}

    /** Exit status 2 means wrong usage. */
    public static void main(String[] args)
            throws IOException, InterruptedException, ExecutionException {
        if (args.length != 2 || !(args[0].equals("blocking") || args[0].equals("background"))) {
            System.err.println(
                    "usage: Spreadsheet (blocking | background) folder, found "
                            + Arrays.asList(args));
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        Path file = Files.createTempFile(folder, "sheet", ".tmp");
        try {
            Spreadsheet program = new Spreadsheet();
            program.work(args[0].equals("blocking"), file);
            System.out.println(args[0] + ": " + program.keystrokes.summary());
        } finally {
            Files.delete(file);
        }
    }

    private void work(boolean saveOnUi, Path file) throws InterruptedException, ExecutionException {
        ScheduledExecutorService user =
                Executors.newSingleThreadScheduledExecutor(w -> new Thread(w, "user"));
        ScheduledExecutorService autosave =
                Executors.newSingleThreadScheduledExecutor(w -> new Thread(w, "autosave"));
        ScheduledFuture<?> typing =
                user.scheduleAtFixedRate(this::type, 0, KEY_MILLIS, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> saving =
                autosave.scheduleAtFixedRate(
                        () -> save(saveOnUi, file),
                        SAVE_MILLIS / 2,
                        SAVE_MILLIS,
                        TimeUnit.MILLISECONDS);
        try {
            typing.get(TYPING_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException dayIsOver) {
            typing.cancel(false);
            saving.cancel(false);
        }
        for (ExecutorService threads : new ExecutorService[] {user, autosave, ui}) {
            threads.shutdown();
            threads.awaitTermination(TYPING_SECONDS, TimeUnit.SECONDS);
        }
        recalculation.stop();
    }

    private void type() {
        long typedNanoTime = System.nanoTime();
        ui.execute(() -> {
            int cell = document.type();
            recalculation.of(cell);
            keystrokes.answered(System.nanoTime() - typedNanoTime);
        });
    }

    private void save(boolean onUi, Path file) {
        if (onUi) {
            ui.execute(() -> saveNow(file));
        } else {
            saveNow(file);
        }
    }

    private void saveNow(Path file) {
        try {
            document.save(file);
        } catch (IOException e) {
            throw new IllegalStateException("autosave", e);
        }
    }
}
