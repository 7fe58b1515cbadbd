package vn.lienthong.hub.app;

/**
 * Who calls the query API.
 *
 * @param name of the source or operator
 * @param operator whether this is a person who runs the hub; a source sees its own records only
 * @param named whether a credential proved the name; false on loopback without any credential configured
 */
record Caller(String name, boolean operator, boolean named) {
    boolean maySee(String source) {
        return operator || name.equals(source);
    }
}
