#!/bin/sh
# SPDX-License-Identifier: ISC
#
# The claims about bounds can fail: what is said of them is spoilt in turn.
exec "$TOP/build/$BUILD/tests/metamorphic/bounds" --break 1 20
