"""What people do: inspect, exchange, publish. No Qt, no file format; the doors do the formats."""
