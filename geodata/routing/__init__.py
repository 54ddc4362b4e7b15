"""Sea routing: ports, chokepoints, graph, lanes, closures."""
