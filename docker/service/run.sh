#!/bin/sh
# The service. What is the same when the AOT cache is trained and when it is used stands here once; more for the JVM goes into
# JDK_JAVA_OPTIONS. Out of memory, the process ends and is started again.
exec java -XX:+UseG1GC -XX:MaxRAMPercentage=65 -XX:+ExitOnOutOfMemoryError "${AOT:--XX:AOTCache=application.aot}" \
    -jar application.jar "$@"
