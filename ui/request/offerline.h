// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace hopscope
{

/// Something that the user can do next, by one press.
struct Offer {
    QString title;
    std::function<void()> take;
};

/// A line with one sentence and the buttons that go with it; hidden until there is something to say. Taking an offer
/// takes the line away.
class OfferLine : public QWidget
{
    Q_OBJECT

public:
    explicit OfferLine(QWidget *parent = nullptr);

    /// Without offers the sentence stands alone.
    void say(const QString &sentence, const QList<Offer> &offers = {});
    void withdraw();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QLabel *m_sentence;
    QBoxLayout *m_row;
    QHBoxLayout *m_buttonRow;
    QList<QPushButton *> m_buttons;
};

} // namespace hopscope
