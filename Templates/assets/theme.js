(d=>{d.classList.add("js");try{let s=localStorage.getItem("digest:scheme");if(s=="light"||s=="dark")d.dataset.theme=s}catch{}})(document.documentElement)
