package dev.holdup.blame;

import dev.holdup.base.IntColumn;
import dev.holdup.base.SortByKey;
import dev.holdup.model.Confidence;
import dev.holdup.model.HoldTable;
import dev.holdup.model.MountTable;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.List;

/** Makes the nodes that are not threads, and remembers which node stands for what. */
final class NodeTable {
    /** No node. */
    static final int NONE = -1;

    private final Trace trace;
    private final ThreadOrder order;
    private final Carriers carriers;
    private final Stretches rows = new Stretches();
    private final PoolSets sets = new PoolSets();
    private final IntColumn owners = new IntColumn();
    private final IntColumn lastToLeave = new IntColumn();
    private final IntColumn carrierNodes = new IntColumn();
    private final IntColumn pools = new IntColumn();
    private final IntColumn poolResources = new IntColumn();
    private final RowsByKey sharedByResource;
    private int firstPool;
    private int carrierPool = NONE;
    private int strandedPool = NONE;
    private int vmNode;
    private List<String> vmNames = List.of();

    NodeTable(Trace trace, ThreadOrder order, Carriers carriers) {
        this.trace = trace;
        this.order = order;
        this.carriers = carriers;
        HoldTable holds = trace.holds();
        int[] byStart = holdsByStart();
        sharedByResource =
                RowsByKey.group(
                        byStart,
                        trace.resources().size(),
                        hold -> holds.isShared(hold) ? holds.resource(hold) : NONE);
    }

    Stretches rows() {
        return rows;
    }

    PoolSets sets() {
        return sets;
    }

    /** Node of the exclusive owner of a resource somebody waits to own, or NONE. */
    int owner(int resource) {
        return owners.get(resource);
    }

    /** Node of the shared holder of a resource that leaves last, or NONE. */
    int lastToLeave(int resource) {
        return lastToLeave.get(resource);
    }

    /** Node of all occupants of a resource with slots, or NONE. */
    int pool(int resource) {
        return pools.get(resource);
    }

    IntColumn carrierNodes() {
        return carrierNodes;
    }

    int carrierPool() {
        return carrierPool;
    }

    /** Node of the stranded workers, or NONE. */
    int strandedPool() {
        return strandedPool;
    }

    int firstPool() {
        return firstPool;
    }

    IntColumn poolResources() {
        return poolResources;
    }

    int vmNode() {
        return vmNode;
    }

    List<String> vmNames() {
        return vmNames;
    }

    private int nextNode() {
        rows.nextOwner();
        return trace.threads().size() + rows.owners() - 1;
    }

    private int[] holdsByStart() {
        HoldTable holds = trace.holds();
        int[] byStart = RowsByKey.allRows(holds.size());
        long[] starts = new long[byStart.length];
        int[] threads = new int[byStart.length];
        for (int hold = 0; hold < byStart.length; hold++) {
            starts[hold] = holds.startNanos(hold);
            threads[hold] = holds.thread(hold);
        }
        order.sort(byStart, starts, threads);
        return byStart;
    }

    /** Owners of everything somebody waits to own. */
    void addOwners(Actors actors) {
        HoldTable holds = trace.holds();
        int resources = trace.resources().size();
        RowsByKey waitsOf = RowsByKey.group(waitsByStart(), resources, this::ownedResource);
        RowsByKey holdsOf =
                RowsByKey.group(
                        holdsByStart(),
                        resources,
                        hold -> holds.isShared(hold) ? NONE : holds.resource(hold));
        OwnerTimeline timeline = new OwnerTimeline(trace, order, actors);
        for (int resource = 0; resource < resources; resource++) {
            boolean wanted = waitsOf.count(resource) > 0;
            owners.add(wanted ? nextNode() : NONE);
            if (wanted) {
                timeline.build(
                        waitsOf.rows(resource),
                        holdsOf.rows(resource),
                        sharedByResource.rows(resource),
                        rows);
            }
        }
        for (int resource = 0; resource < resources; resource++) {
            boolean shared = owners.get(resource) >= 0 && sharedByResource.count(resource) > 0;
            lastToLeave.add(shared ? nextNode() : NONE);
            if (shared) {
                Occupancy readers = new Occupancy(order);
                addHolds(readers, sharedByResource, resource);
                readers.addLastToLeave(rows);
            }
        }
    }

    /** The resource a wait is to own, or NONE. */
    private int ownedResource(int wait) {
        return trace.waits().operation(wait).ends() == Operation.Ends.BY_OWNER
                ? trace.waits().resource(wait)
                : ResourceTable.NONE;
    }

    /** The waits to own something, by start and thread order. */
    private int[] waitsByStart() {
        WaitTable waits = trace.waits();
        IntColumn owned = new IntColumn();
        for (int wait = 0; wait < waits.size(); wait++) {
            if (ownedResource(wait) != NONE) {
                owned.add(wait);
            }
        }
        int[] places = RowsByKey.allRows(owned.size());
        long[] starts = new long[places.length];
        long[] ranks = new long[places.length];
        for (int place : places) {
            starts[place] = waits.startNanos(owned.get(place));
            ranks[place] = order.rank(waits.thread(owned.get(place)));
        }
        SortByKey.sort(places, ranks);
        SortByKey.sort(places, starts);
        for (int i = 0; i < places.length; i++) {
            places[i] = owned.get(places[i]);
        }
        return places;
    }

    private void addHolds(Occupancy stays, RowsByKey holdsOf, int resource) {
        HoldTable holds = trace.holds();
        for (int index = holdsOf.first(resource); index < holdsOf.end(resource); index++) {
            int hold = holdsOf.row(index);
            stays.add(holds.thread(hold), holds.startNanos(hold), holds.endNanos(hold));
        }
    }

    void addCarriers() {
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            boolean used = carriers.isUsed(thread);
            carrierNodes.add(used ? nextNode() : NONE);
            if (used) {
                carriers.addRows(thread, rows);
            }
        }
    }

    void addPauses() {
        PauseRows pauses = new PauseRows(trace, order);
        vmNode = nextNode();
        pauses.build(rows);
        vmNames = pauses.names();
    }

    /** Occupants of each resource in {@code wanted}, and of the carriers; the last nodes. */
    void addPools(boolean[] wanted, boolean carriersWanted) {
        HoldTable holds = trace.holds();
        TaskTable tasks = trace.tasks();
        int resources = trace.resources().size();
        RowsByKey holdsOf = RowsByKey.group(holdsByStart(), resources, holds::resource);
        RowsByKey tasksOf =
                RowsByKey.group(RowsByKey.allRows(tasks.size()), resources, tasks::executor);
        firstPool = trace.threads().size() + rows.owners();
        for (int resource = 0; resource < resources; resource++) {
            Occupancy stays = new Occupancy(order);
            if (wanted[resource]) {
                addHolds(stays, holdsOf, resource);
                for (int i = tasksOf.first(resource); i < tasksOf.end(resource); i++) {
                    int task = tasksOf.row(i);
                    if (tasks.worker(task) != ThreadTable.NONE) {
                        stays.add(tasks.worker(task), tasks.startNanos(task), tasks.endNanos(task));
                    }
                }
            }
            boolean pool = !stays.isEmpty();
            pools.add(pool ? nextNode() : NONE);
            if (pool) {
                poolResources.add(resource);
                stays.addSets(rows, sets, Terminal.LATENCY_HAND_OFF, 1);
            }
        }
        MountTable mounts = trace.mounts();
        if (carriersWanted && carriers.count() > 0) {
            Occupancy stays = new Occupancy(order);
            for (int mount = 0; mount < mounts.size(); mount++) {
                stays.add(
                        mounts.virtualThread(mount),
                        mounts.startNanos(mount),
                        mounts.endNanos(mount));
            }
            carrierPool = nextNode();
            poolResources.add(ResourceTable.NONE);
            stays.addSets(rows, sets, Terminal.LATENCY_CARRIER, carriers.count());
        }
    }

    /** The workers that wait for each other, as a pool without a free slot; after all others. */
    void addStranded(Stranded stranded) {
        int count = 0;
        int[] members = new int[stranded.waits().size()];
        for (int wait : stranded.waits()) {
            members[count++] = trace.waits().thread(wait);
        }
        if (count > 0) {
            strandedPool = nextNode();
            poolResources.add(ResourceTable.NONE);
            rows.add(Long.MIN_VALUE, Terminal.UNKNOWN_UNRELEASED, Confidence.EXACT);
            rows.add(stranded.sinceNanos(), sets.add(members, count), Confidence.INFERRED);
        }
    }
}
