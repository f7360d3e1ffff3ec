// SPDX-License-Identifier: MIT
#pragma once

#include "class/classroom.h"

namespace hopscope
{

/// A request as it was sent, beside the one that was predicted. Texts of one line.
struct DeviceCell {
    QString sent;       ///< "POST shop/orders, body of 8 bytes, Origin: shop"; empty: not sent
    QString predicted;  ///< likewise
    QString difference; ///< what this device does and the prediction does not; empty: as predicted

    bool operator==(const DeviceCell &) const = default;
};

/// What one device sent in one visit.
struct DeviceRow {
    int device = 0; ///< its number
    QString name;
    QString browser; ///< deviceText()
    QString client;  ///< id of the client that predicts it
    int visit = 0;   ///< from 1
    QList<DeviceCell> cells;

    bool differs() const;
    bool operator==(const DeviceRow &) const = default;
};

/// The visits that a device made.
QList<DeviceRow> deviceRowsOf(const Classroom &room, const ClassDevice &device);
/// Those of all devices, in the order in which they came. What a client would do is computed once for each client.
QList<DeviceRow> classMatrix(const Classroom &room);

/// The same as text: a heading, then a line for each request. No byte of a student steers the terminal.
QStringList matrixLines(const QList<DeviceRow> &rows);

} // namespace hopscope
