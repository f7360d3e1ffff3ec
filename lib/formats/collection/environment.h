// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/variables.h"

#include <QList>

namespace hopscope
{

inline constexpr int kEnvironmentVersion = 1;
inline constexpr qint64 kMaxEnvironmentBytes = 4 * 1024 * 1024;

/// A file of variables: {"format": "hopscope-environment", "version": 1, "variables": [{"name", "value"},
/// {"name", "secret": true}]}, sorted by name. Of secret variables only the name is written.
QByteArray writeEnvironment(QList<Variable> variables);
/// The error names line, place and reason: a variable with a wrong name, one that occurs twice, a secret with a value.
Result<QList<Variable>> readEnvironment(const QByteArray &file);

} // namespace hopscope
