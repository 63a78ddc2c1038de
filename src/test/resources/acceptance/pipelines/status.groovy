def seen = apsStatus(application: '@APPLICATION@', cluster: 'by-token')
echo "SEEN ${seen.status}"
