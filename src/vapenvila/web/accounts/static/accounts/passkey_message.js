// Says so in the page when a passkey was not used, instead of leaving the person with nothing.
document.addEventListener('allauth.error', function (event) {
  const message = document.getElementById('passkey-message')
  if (message) {
    event.preventDefault()
    message.hidden = false
  }
})
