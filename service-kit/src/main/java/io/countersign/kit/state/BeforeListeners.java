package io.countersign.kit.state;

/** What has to be at hand before the listeners start that wait for their views. */
public interface BeforeListeners {

    /** Makes it. May block; where it fails it is asked again, and the listeners wait. */
    void prepare();
}
