#!/bin/sh
# SPDX-License-Identifier: ISC
#
# The differential test notices faults: every field of the engine's result is spoilt in turn.
program=$TOP/build/$BUILD/tests/oracle/differential
exec "$program" --break 1 240
