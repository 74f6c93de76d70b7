package dev.holdup.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Limits on stalls while a test runs. Each test method of the class, or the method, is recorded; if
 * a limit is broken the test fails with the sentence that says who waited for whom, and the
 * recording stays.
 *
 * <p>What stands at a method replaces what stands at its class; nested classes have the limits of
 * the class around them unless they have their own. At least one limit is needed.
 *
 * <p>Unless {@link #threads} picks others, the limits are about the test's own thread and about
 * threads started while the test runs, by it or by threads it started.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(HoldupExtension.class)
public @interface HoldupTest {
    /** No stall may last longer, for instance {@code 200ms} or {@code 1.5s}. Empty for no limit. */
    String maxStall() default "";

    /** Share of the time in which threads had work that may be stalled, for instance {@code 5%}. */
    String maxShare() default "";

    /** No virtual thread may block its carrier. */
    boolean noPinning() default false;

    /** No threads may wait for each other for ever. */
    boolean noDeadlock() default false;

    /**
     * Regular expression: the limits are about threads whose name contains a match, whoever started
     * them and when.
     */
    String threads() default "";

    /**
     * Regular expression: stalls count if a frame of the stalled thread or of the cause contains a
     * match. For {@link #maxStall} and {@link #maxShare}.
     */
    String site() default "";

    /** Further rules as {@code holdup check --rule} takes them. */
    String[] rules() default {};

    /** A file of rules, relative to the working directory; empty for none. */
    String ruleFile() default "";
}
