// SPDX-License-Identifier: MIT
#pragma once

#include "class/qrcode.h"

#include <QWidget>

namespace hopscope
{

/// A QR code, black on white whatever the theme is: a camera wants it so. As large as fits, in whole pixels a module.
class QrView : public QWidget
{
    Q_OBJECT

public:
    explicit QrView(QWidget *parent = nullptr);

    /// Shows the code of `text`, or nothing where there can be none.
    void setCode(const QByteArray &text);
    bool hasCode() const { return m_picture.has_value(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<QrPicture> m_picture;
};

} // namespace hopscope
