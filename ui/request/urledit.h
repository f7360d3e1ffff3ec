// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

class QStringListModel;

namespace hopscope
{

/// The URL to request. Offers what was requested before (Down shows all of it); a pasted curl command or request is not
/// text for a line but something to take apart.
class UrlEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit UrlEdit(QWidget *parent = nullptr);

    /// Puts the text into the history.
    void remember();

Q_SIGNALS:
    /// A curl command or a raw request came in at once, by Paste, drop or the like.
    void requestPasted(const QString &text);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void takeEdit(const QString &text);

    QStringListModel *m_urls = nullptr; ///< created with the first focus
    bool m_typing = false;              ///< a key that is not Paste is being handled
};

} // namespace hopscope
