// SPDX-License-Identifier: MIT
#pragma once

struct Shooter;

/// The page Watch: before it begins, while https is opened, with chains, and with the output of a command.
void shootWatch(Shooter &shooter);
