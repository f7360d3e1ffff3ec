// SPDX-License-Identifier: MIT
#pragma once

struct Shooter;

/// The page Audit: empty, its options, a list with a fault, and what the built-in server makes of it.
void shootAudit(Shooter &shooter);
