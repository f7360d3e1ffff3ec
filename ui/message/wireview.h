// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPlainTextEdit;

namespace hopscope
{

/// The bytes on the wire, each of them visible.
class WireView : public QWidget
{
    Q_OBJECT

public:
    explicit WireView(QWidget *parent = nullptr);

    void showWire(const std::optional<Wire> &wire);
    /// Shows and selects bytes of what was sent or received, as text.
    void showMatch(bool isSent, qsizetype from, qsizetype length);

private:
    void refresh();
    QString textOf(bool isSent) const;
    QString shown(bool isSent) const;
    void showMenu(QPoint point);

    std::optional<Wire> m_wire;
    bool m_isRaw = false;          ///< bytes are shown where decoded frames would be
    qsizetype m_sentStart = 0;     ///< of the bytes that are shown
    qsizetype m_receivedStart = 0; ///< likewise
    QCheckBox *m_hex;
    QLabel *m_note;
    QPlainTextEdit *m_text;
};

} // namespace hopscope
