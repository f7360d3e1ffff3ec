// SPDX-License-Identifier: MIT
#pragma once

#include "paint/chainpicture.h"

#include <QAbstractScrollArea>

#include <optional>

namespace hopscope
{

/// The chain of a stored trace as in a picture, small: its cards and how it ended.
class HistoryPreview : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HistoryPreview(QWidget *parent = nullptr);

    /// In the place of a chain: that it is being read, or why there is none.
    void showText(const QString &text);
    void showChain(const ChainPicture &chain);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    ChainStyle style() const;
    void measure();

    QString m_text;
    std::optional<ChainPicture> m_chain;
};

} // namespace hopscope
