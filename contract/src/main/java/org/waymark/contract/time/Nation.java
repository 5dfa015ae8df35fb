package org.waymark.contract.time;

/** The UK nation whose bank holidays and access-to-information rules a plan follows. */
public enum Nation {
    ENGLAND(5),
    WALES(3),
    SCOTLAND(3),
    NORTHERN_IRELAND(5);

    private final int clearDays;

    Nation(int clearDays) {
        this.clearDays = clearDays;
    }

    /**
     * Clear days by which a pack precedes its meeting unless the plan's policy says otherwise. England: Local Government
     * Act 1972, s.100B(3); Wales and Scotland: three days in their own versions of the rule.
     */
    public int clearDays() {
        return clearDays;
    }
}
