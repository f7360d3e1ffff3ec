// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace hopscope
{

/// The line, counted from 1, of the value at `place` ("routes[2].status") in a valid JSON text; that of the nearest
/// value around it when the place is not there.
int lineOfPlace(const QByteArray &json, const QString &place);

/// Parses a JSON text that has to be an object. The error names the line.
Result<QJsonObject> parseJsonObject(const QByteArray &json);

} // namespace hopscope
