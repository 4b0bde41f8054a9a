#!/bin/sh
# Makes application.aot, of the classes that a start needs until it asks for its database. There is none here, so that start ends
# with an error, as it should; what is made is then looked at.
AOT=-XX:AOTCacheOutput=application.aot ./run.sh \
    --liuhen.database.url=jdbc:postgresql://localhost:1/none --liuhen.database.username=none --liuhen.database.password=none \
    --liuhen.feed.bootstrap-servers=localhost:1 --logging.level.root=off > /tmp/training.log 2>&1
rm -rf /tmp/training.log /tmp/hsperfdata_*
exec java -XX:+UseG1GC -XX:AOTMode=on -XX:AOTCache=application.aot -cp application.jar -version
