// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"

#include <QByteArray>
#include <QList>

namespace hopscope
{

/// A message as it went over the wire, or what a log has of it.
struct WireMessage {
    QList<QByteArray> head; ///< its lines, without the empty one at the end
    QByteArray rest;        ///< what stands behind the head
};

WireMessage splitMessage(const QByteArray &bytes);

/// The content of a request of which `bytes` stand behind the head: the bytes if they are as many as Content-Length
/// says, else that length only.
Body sentBody(const Headers &headers, const QByteArray &bytes);
/// The content of a response to `method`. Chunks are taken off where `bytes` are in chunks; what is coded (Content-
/// Encoding) and what is cut off is counted only.
Body receivedBody(const QByteArray &method, const Response &response, const QByteArray &bytes);

} // namespace hopscope
